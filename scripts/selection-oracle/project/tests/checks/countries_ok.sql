{{ config(severity='warn', tags=['slow']) }} select * from {{ ref('countries') }} where code is not null
