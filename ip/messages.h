/* messages.h - which message is made of which table.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_MESSAGES_H
#define MINIP_MESSAGES_H

#include "schema.h"

/* For -explain; ends with a NULL name. */
extern const struct message messages[];

#endif
