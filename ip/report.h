/* report.h - an error on stderr.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_REPORT_H
#define MINIP_REPORT_H

/* The line of a batch that errors are about from here on; NULL: none, the command line. */
void report_where(const char *file, int line);

#endif
