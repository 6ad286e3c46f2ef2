# Completions of podwright for PowerShell.

Register-ArgumentCompleter -Native -CommandName podwright -ScriptBlock {
    param($word, $line, $place)
    $words = @($line.CommandElements | ForEach-Object { $_.ToString() })
    $index = if ($word -eq '') { $words.Count } else { $words.Count - 1 }
    podwright complete --index $index -- @words 2>$null | ForEach-Object {
        $value, $told = $_ -split "`t", 2
        if (-not $told) { $told = $value }
        [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $told)
    }
}
