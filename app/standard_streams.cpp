// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/standard_streams.h"

#include <initializer_list>

#include <fcntl.h>
#include <unistd.h>

namespace chainrule {

void openStandardStreams()
{
    for (const int stream : { STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO })
        if (::fcntl(stream, F_GETFD) < 0 && ::open("/dev/null", O_RDWR) < 0) // which takes the lowest number that is free
            return; // not even that: no file can be opened
}

} // namespace chainrule
