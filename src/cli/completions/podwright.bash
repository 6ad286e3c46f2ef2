# Completions of podwright for bash.

_podwright() {
  local line quoted
  COMPREPLY=()
  while IFS= read -r line; do
    printf -v quoted '%q' "${line%%$'\t'*}"
    COMPREPLY+=("$quoted")
  done < <(podwright complete --index "$COMP_CWORD" -- "${COMP_WORDS[@]}" 2>/dev/null)
  # Behind a folder goes on what is in it.
  if [ "${#COMPREPLY[@]}" -eq 1 ] && [ "${COMPREPLY[0]%/}" != "${COMPREPLY[0]}" ]; then
    compopt -o nospace 2>/dev/null || true
  fi
}

complete -F _podwright podwright
