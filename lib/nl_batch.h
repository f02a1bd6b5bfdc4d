/* nl_batch.h - private to nl*.c: how a refusal is noticed without asking for it.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_NL_BATCH_H
#define MINIP_NL_BATCH_H

#include "nl.h"

/*
 * rtnetlink does what a message asks within the system call that sends it, and a refusal is
 * in the socket's queue before that call returns.  A socket with O_ASYNC raises SIGIO when something
 * comes into its queue; so that no SIGIO during the call means: not refused.  No second call is needed to know it.
 */
void nl_alarm_set(struct nl *);		/* before sending */
bool nl_alarm_silent(const struct nl *);	/* after it: nothing came, for sure */

#endif
