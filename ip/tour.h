/* tour.h - "minip tour": lessons, each some command lines with a word about each.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_TOUR_H
#define MINIP_TOUR_H

#include <stddef.h>

#include "words.h"

enum language { ENGLISH, CHINESE, LANGUAGES };

struct step {
	const char *line;	/* given to sh -c; a last " ip " is asked to explain itself where explains says so */
	char explains;
	const char *text[LANGUAGES];	/* what is about to happen, and why */
};

struct lesson {
	const char *title[LANGUAGES];
	const struct step *steps;
	size_t n;
};

extern const struct lesson lessons[];	/* tour_lessons.c; ends without a title */

int tour_run(struct words *);

#endif
