# The same rules but for bots and windows longer than a day, as somebody writes them in an afternoon: the speed of awk is the point, not its counts.
match($0, /^[^ ]+ [^ ]+ [^ ]+ \[[^\]]+\] "[^"]*" [0-9]+ ([0-9]+|-) "[^"]*" "[^"]*"/) {
  split($0, quoted, "\"")
  split(quoted[2], request, " ")
  split(quoted[3], numbers, " ")
  if (request[1] != "GET" || (numbers[1] != 200 && numbers[1] != 206) || numbers[2] <= 2) next
  path = request[2]
  sub(/\?.*/, "", path)
  if (path !~ /^\/episodes\/[0-9]+\.mp3$/) next
  day = substr($4, 2, 11)
  sent[day, path, $1, quoted[6]] += numbers[2]
}
END {
  for (key in sent) if (sent[key] >= 480000) downloads++
  print downloads
}
