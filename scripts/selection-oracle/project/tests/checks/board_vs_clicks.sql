select * from {{ ref('board') }} where false -- {{ ref('stg_clicks') }} {{ source('web_raw', 'clicks') }}
