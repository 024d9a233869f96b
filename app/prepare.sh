# SPDX-License-Identifier: GPL-3.0-or-later
# For app/run, tests/run and the like: packages and incremental builds, silent when there is nothing to do, else with
# progress on stderr. Expects $top, the top of the checkout.

build_packages="g++ cmake ninja-build pkg-config qt6-base-dev
qt6-svg-dev libqt6svg6 libqcustomplot-dev libeigen3-dev libcli11-dev nlohmann-json3-dev zlib1g-dev libzip-dev
tao-pegtl-dev fonts-noto-core"
seconds_between_lines=5 # where there is no terminal

# show TEXT: where things are. One line that changes on a terminal, elsewhere a line every few seconds.
show() {
    if [ -t 2 ]; then
        printf '\r\033[K%.78s' "$1" >&2
    else
        now=$(date +%s)
        [ $((now - ${last_shown:-0})) -lt "$seconds_between_lines" ] && return 0
        last_shown=$now
        echo "$1" >&2
    fi
}

end_of_progress() {
    [ ! -t 2 ] || printf '\r\033[K' >&2
}

# followed_by READER LOG COMMAND…: what the command prints goes to the log and, line by line, to READER. Returns the command's exit code.
followed_by() {
    reader=$1
    log=$2
    shift 2
    mkdir -p "$(dirname "$log")"
    { exit_code=0; "$@" 2>&1 || exit_code=$?; echo "$exit_code" >"$log.code"; } | tee "$log" | "$reader"
    end_of_progress
    exit_code=$(cat "$log.code")
    rm "$log.code"
    return "$exit_code"
}

# Reads apt's status lines, as APT::Status-Fd writes them: "pmstatus:g++:41.2:Unpacking g++ (amd64)", and dlstatus alike.
show_installing() {
    while IFS=: read -r kind _ percent what; do
        case $kind in
        dlstatus | pmstatus) show "Installing packages: ${percent%.*} %, $what" ;;
        esac
    done
}

# 95 -> "about 1 min 30 s"
rounded_time() {
    if [ "$1" -lt 60 ]; then
        echo "about $(($1 / 5 * 5 + 5)) s"
    else
        echo "about $(($1 / 60)) min $(($1 % 60 / 10 * 10)) s"
    fi
}

# Reads ninja's status lines: "[12/203] Building CXX object …".
show_building() {
    started=$(date +%s)
    while IFS= read -r line; do
        case $line in
        \[*/*\]*) ;;
        *) continue ;;
        esac
        counts=${line#\[}
        counts=${counts%%\]*}
        finished=${counts%/*}
        all=${counts#*/}
        elapsed=$(($(date +%s) - started))
        left=
        [ "$elapsed" -lt 3 ] || [ "$finished" = 0 ] || [ "$finished" = "$all" ] || left=", $(rounded_time $((elapsed * (all - finished) / finished))) left"
        show "Building: $finished of $all files$left"
    done
}

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
    show "Reading the lists of packages"
    followed_by show_installing "$top/build/packages.log" install_packages || { cat "$top/build/packages.log" >&2; exit 1; }
}

install_packages() {
    $as_root apt-get update -qq &&
        $as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq -o APT::Status-Fd=1 -o Dpkg::Use-Pty=0 --no-install-recommends $missing
}

configure() {
    (cd "$top" && cmake --preset "$1") >"$top/build/$1.log" 2>&1 || { cat "$top/build/$1.log" >&2; exit 1; }
}

compile() {
    preset=$1
    shift
    cd "$top" && cmake --build --preset "$preset" ${*:+--target "$@"}
}

# build PRESET [TARGET…]: says nothing when there is nothing to do, and everything when something is wrong.
build() {
    preset=$1
    shift
    mkdir -p "$top/build"
    if [ ! -f "$top/build/$preset/build.ninja" ]; then
        show "Building ($preset): looking for compiler and libraries"
        configure "$preset"
    fi
    if ! ninja -C "$top/build/$preset" -n ${*:-all} | grep -q 'no work to do'; then
        show "Building ($preset)"
        followed_by show_building "$top/build/$preset.log" compile "$preset" "$@" ||
            { grep -v '^\[[0-9]*/[0-9]*\]' "$top/build/$preset.log" >&2; exit 1; }
    fi
}
