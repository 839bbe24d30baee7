select 1 as a,
  'café' as b
