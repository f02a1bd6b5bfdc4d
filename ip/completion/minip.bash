# minip.bash - completion of minip's words in bash: minip itself knows them.  SPDX-License-Identifier: GPL-2.0-or-later
_minip() {
	local line=${COMP_LINE:0:COMP_POINT} word what n head
	local -a words
	# Bash takes addresses apart at colons; the program wants them whole.
	read -ra words <<<"$line"
	[[ $line == *[[:space:]] ]] && words+=("")
	word=${words[-1]}
	head=${word%"${word##*[:=]}"}
	COMPREPLY=()
	while IFS=$'\t' read -r word what; do
		case $word in
		":files "*) compopt -o default ;;
		":command "*)
			n=$((COMP_CWORD + 1 - ${word#:command }))
			if declare -F _command_offset >/dev/null; then
				_command_offset "$n"
			elif [[ $word == ":command 1" ]]; then
				mapfile -t COMPREPLY < <(compgen -c -- "${words[-1]}")
			else
				compopt -o default
			fi
			;;
		*) COMPREPLY+=("${word#"$head"}") ;;
		esac
	done < <("${words[0]}" --complete "${words[@]:1}" 2>/dev/null)
}
complete -F _minip minip
