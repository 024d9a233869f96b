# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader finds in the window and hears from it, as over a desktop's bus.

usage: tst_spoken.py CHAINRULE [--write]   --write puts down what is found as what is expected from now on.
Exit code 77: it was not tried, for the reason that is printed. Needs dbus-run-session, Xvfb and its xvfb-run, at-spi2-core
and python3-pyatspi; with openbox, which gives windows the focus, 200 keys are pressed as well.
"""
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

PATIENCE = 120  # s; nothing here takes more than a few, but for a busy machine
SKIPPED = 77
HERE = os.path.dirname(os.path.abspath(__file__))
KEYS = [0xFF09, 0xFF51, 0xFF52, 0xFF53, 0xFF54, 0xFF50, 0xFF57, 0xFF0D, 0xFF1B, 0xFF55, 0xFF56, 0xFFFF, ord("f"), ord("g"),
        ord("e"), ord("5"), ord(" ")]  # Tab, the arrows, Home, End, Return, Escape, Page Up and Down, Delete


def again_on_a_bus():
    """Runs this once more, on a session bus and an X server of its own."""
    missing = [tool for tool in ("dbus-run-session", "xvfb-run", "Xvfb") if not shutil.which(tool)]
    if missing:
        print("Not tried: there is no", " and no ".join(missing))
        return SKIPPED
    try:
        import pyatspi  # noqa: F401
    except (ImportError, ValueError) as reason:
        print("Not tried:", reason)
        return SKIPPED
    with tempfile.TemporaryDirectory() as home:
        environment = dict(os.environ, HOME=home, XDG_CONFIG_HOME=home, XDG_DATA_HOME=home, XDG_RUNTIME_DIR=home, LC_ALL="C.UTF-8",
                           QT_QPA_PLATFORM="xcb", CHAINRULE_ON_A_BUS="1", GSETTINGS_BACKEND="memory")
        os.chmod(home, 0o700)
        screen = ["xvfb-run", "--auto-servernum", "--server-args=-screen 0 1366x768x24"]
        on_a_bus = ["dbus-run-session", "--", sys.executable, *sys.argv]  # inside: what the bus starts is to see the screen
        return subprocess.run([*screen, *on_a_bus], env=environment).returncode


class Reader:
    """A screen reader that writes down what it is told."""

    def __init__(self, program):
        from gi.repository import Gio, GLib
        bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        for name in ("IsEnabled", "ScreenReaderEnabled"):
            value = GLib.Variant("(ssv)", ("org.a11y.Status", name, GLib.Variant("b", True)))
            bus.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set", value, None, 0, PATIENCE * 1000)
        import pyatspi
        self.atspi, self.context, self.heard = pyatspi, GLib.MainContext.default(), []
        for kind in ("object:property-change:accessible-name", "object:state-changed:focused", "object:announcement"):
            pyatspi.Registry.registerEventListener(self.hear, kind)
        # libxkbcommon's X11 part copies strings that have no end, by their lengths; it is not what is looked at here.
        sanitizer = os.environ.get("ASAN_OPTIONS", "") + ":strict_string_checks=0"
        self.process = subprocess.Popen([program], env=dict(os.environ, ASAN_OPTIONS=sanitizer))

    def hear(self, event):
        if event.source:
            self.heard.append(event.source.name)

    def turn(self):
        while self.context.pending():
            self.context.iteration(False)

    def wait_for(self, condition, what):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self.turn()
            if self.process.poll() is not None:
                raise SystemExit(f"The program ended with {self.process.returncode} while waiting for {what}.")
            found = condition()
            if found:
                return found
            time.sleep(0.02)
        raise SystemExit(f"There was no {what}.\nHeard:\n" + "\n".join(self.heard))

    def window(self):
        for application in self.atspi.Registry.getDesktop(0):
            if application and application.name == "chainrule" and application.childCount:
                return application[0]
        return None

    def find(self, role, name, within=None):
        node = within or self.window()
        if node is None:
            return None
        if node.getRoleName() == role and node.name == name:
            return node
        return next(filter(None, (self.find(role, name, child) for child in node if child)), None)

    def press(self, name):
        button = self.wait_for(lambda: self.find("push button", name), f"button “{name}”")
        button.queryAction().doAction(0)

    def tree(self):
        """What is on screen, without the boxes that only hold it, the menus and the library's own list."""
        lines = []

        def tell(node, depth):
            if node.getRoleName() in ("menu bar", "tree") or not node.getState().contains(self.atspi.STATE_SHOWING):
                return
            if node.name:
                lines.append("  " * depth + f"{node.getRoleName()}: {node.name}")
            for child in node:
                if child:
                    tell(child, depth + 1 if node.name else depth)

        tell(self.window(), 0)
        return "\n".join(lines) + "\n"


def compare(reader, moment, ready, write):
    def there():
        return ready in reader.tree()

    reader.wait_for(there, f"“{ready}”")
    path, found = os.path.join(HERE, moment + ".txt"), reader.tree()
    if write:
        with open(path, "w") as file:
            file.write(found)
        return True
    with open(path) as file:
        if file.read() == found:
            return True
    print(f"{path} says otherwise than the window, which has:\n{found}")
    return False


def press_keys(reader, keyboard):
    """Whatever is pressed, the reader's flag being on: the nodes stay there to be asked."""
    random.seed(1)
    heard_before = len(reader.heard)
    for _ in range(200):
        keyboard(random.choice(KEYS), None, reader.atspi.KEY_SYM)
        reader.turn()
    reader.wait_for(lambda: len(reader.heard) > heard_before + 50, "words for the keys")
    reader.wait_for(lambda: reader.window() and reader.find("list", "Diagram"), "diagram after 200 keys")


def main():
    program, write = sys.argv[1], "--write" in sys.argv
    manager = subprocess.Popen(["openbox"]) if shutil.which("openbox") else None
    reader = Reader(program)
    try:
        reader.wait_for(lambda: reader.find("list", "Diagram"), "diagram")
        same = [compare(reader, "start", "price, Multiply", write)]
        reader.press("Forward one step")
        step = "apple_price, Multiply, fed by apple, apple_num, value 200"
        same.append(compare(reader, "step", step, write))
        reader.wait_for(lambda: step in reader.heard, f"word of “{step}”")
        reader.press("Last step")
        same.append(compare(reader, "end", "apple, input, value 100, gradient 2.2", write))
        if manager:
            press_keys(reader, reader.atspi.Registry.generateKeyboardEvent)
        else:
            print("No keys were pressed: there is no openbox to give the window the focus.")
        return 0 if all(same) else 1
    finally:
        reader.process.kill()
        if manager:
            manager.kill()


if __name__ == "__main__":
    sys.exit(main() if "CHAINRULE_ON_A_BUS" in os.environ else again_on_a_bus())
