select {{ var('tool_size') }} as size, {{ toolbox.upper_of("'a'") }} as letter
