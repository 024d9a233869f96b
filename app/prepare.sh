# SPDX-License-Identifier: GPL-3.0-or-later
# For app/run and tests/run: packages and quiet incremental builds. Expects $top, the top of the checkout.

build_packages="g++ cmake ninja-build pkg-config qt6-base-dev
qt6-svg-dev libqt6svg6 libqcustomplot-dev libeigen3-dev libcli11-dev nlohmann-json3-dev zlib1g-dev libzip-dev
tao-pegtl-dev fonts-noto-core"

# Installs those of its arguments that are not installed; elsewhere than on Debian it names what is missing.
require_packages() {
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        missing=
        for tool in cmake ninja pkg-config c++; do
            command -v "$tool" >/dev/null || missing="$missing $tool"
        done
        [ -z "$missing" ] && return 0
        echo "Chainrule needs these programs:$missing" >&2
        echo "and the libraries Qt 6.4 with its SVG module, QCustomPlot 2.1 for Qt 6, Eigen 3.4, CLI11, nlohmann-json, PEGTL 3, zlib and libzip." >&2
        exit 1
    fi
    missing=$(for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || echo "$package"
    done)
    [ -z "$missing" ] && return 0
    echo "Installing:" $missing >&2
    as_root=
    [ "$(id -u)" = 0 ] || as_root=sudo
    $as_root apt-get update -qq >&2
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >&2
}

# build PRESET [TARGET…]: says nothing when there is nothing to do, everything when something is wrong.
build() {
    preset=$1
    shift
    log="$top/build/$preset.log"
    mkdir -p "$top/build"
    [ -f "$top/build/$preset/build.ninja" ] || (cd "$top" && cmake --preset "$preset" ${CHAINRULE_CMAKE_FLAGS:-}) >"$log" 2>&1 ||
        { cat "$log" >&2; exit 1; }
    if ! ninja -C "$top/build/$preset" -n ${*:-all} | grep -q 'no work to do'; then
        echo "Building ($preset)…" >&2
        (cd "$top" && cmake --build --preset "$preset" ${*:+--target "$@"}) >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
    fi
}
