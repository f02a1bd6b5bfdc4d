/* fou.h - the messages of "ip fou".  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_FOU_H
#define MINIP_FOU_H

#include "schema.h"

extern const struct table fou_table;

#endif
