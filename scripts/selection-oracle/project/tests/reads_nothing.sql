select 1 as lonely where false
