/* man.h - pieces of manual pages in mdoc(7).  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_MAN_H
#define MINIP_MAN_H

#include "schema.h"
#include "words.h"

void man_put(const char *);
/* "MACRO TEXT". */
void man_heading(const char *macro, const char *text);
/* A section that people write. */
void man_by_hand(const char *section);
/* A clause as a sentence; before: what it begins with. */
void man_sentence(const char *before, const char *clause);
/* "[ name ] NAME [ OPTION ... ]"; separator: a blank within a macro's line, else each macro has its own. */
void man_words(const char *, const char *separator);
bool man_has_words(const struct table *, enum space);
/* All words of a table. */
void man_list(const struct table *, enum space);
/* What stands behind words that begin something of their own, and behind kinds. */
void man_deeper(const struct table *, const struct object *, enum space);

#endif
