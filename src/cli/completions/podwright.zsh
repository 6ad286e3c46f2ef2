#compdef podwright
# Completions of podwright for zsh: in a folder of $fpath as `_podwright`, or sourced.

_podwright() {
  local line value
  local -a values told
  while IFS= read -r line; do
    value=${line%%$'\t'*}
    values+=("$value")
    if [[ $line == *$'\t'* ]]; then
      told+=("$value -- ${line#*$'\t'}")
    else
      told+=("$value")
    fi
  done < <(podwright complete --index $((CURRENT - 1)) -- "${words[@]}" 2>/dev/null)
  compadd -l -d told -a values
}

if [[ ${funcstack[1]} == _podwright ]]; then
  _podwright "$@"
else
  compdef _podwright podwright
fi
