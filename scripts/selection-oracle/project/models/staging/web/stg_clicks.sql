select 1 as id -- {{ source('web_raw', 'clicks') }}
