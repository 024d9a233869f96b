// SPDX-License-Identifier: GPL-3.0-or-later
// Starts the window, or a subcommand of the command line.
int main()
{
}
