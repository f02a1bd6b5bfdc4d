# minip.fish - completion of minip's words in fish: minip itself knows them.  SPDX-License-Identifier: GPL-2.0-or-later
function __minip
	set -l words (commandline -opc) (commandline -ct)
	for line in ($words[1] --complete $words[2..] 2>/dev/null)
		switch $line
			case ':files *'
				__fish_complete_path (commandline -ct)
			case ':command *'
				set -l n (string replace ':command ' '' -- $line)
				__fish_complete_subcommand --fcs-skip=(math (count $words) - $n)
			case '*'
				echo $line
		end
	end
end
complete -c minip -f -a '(__minip)'
