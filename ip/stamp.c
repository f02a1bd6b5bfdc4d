/* stamp.c - when an event came, as monitors write it.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "stamp.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "options.h"
#include "out.h"

void stamp_text(const struct timeval *t, bool is_short, const char *unit)
{
	char date[64], line[128];
	struct tm tm;

	localtime_r(&t->tv_sec, &tm);
	strftime(date, sizeof(date), is_short ? "%Y-%m-%dT%H:%M:%S" : "%a %b %e %H:%M:%S %Y", &tm);
	if (is_short)
		snprintf(line, sizeof(line), "[%s.%06ld] ", date, (long)t->tv_usec);
	else
		snprintf(line, sizeof(line), "Timestamp: %s %ld %s\n", date, (long)t->tv_usec, unit);
	out_bytes(&out, line, strlen(line));
}

void stamp_now(void)
{
	struct timeval t;

	if (!opt.timestamp)
		return;
	gettimeofday(&t, NULL);
	stamp_text(&t, opt.timestamp_short, "usec");
}
