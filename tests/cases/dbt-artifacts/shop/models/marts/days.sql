select cast(d as date) as date_day, 2024 as fiscal_year from range(date '2024-01-01', date '2024-02-01', interval 1 day) t(d)
