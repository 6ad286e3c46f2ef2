# Completions of podwright for fish.

function __podwright_complete
    set --local words (commandline --tokenize --current-process --cut-at-cursor)
    podwright complete --index (count $words) -- $words "$(commandline --current-token --cut-at-cursor)" 2>/dev/null
end

complete --command podwright --no-files --arguments '(__podwright_complete)'
