{{ config(materialized='ephemeral', meta={'owner': 'web', 'ranks': [1, 2], 'nested': {'deep': 'yes'}}) }} select 1 as id from {{ ref('stg_clicks') }} -- {{ source('web_raw', 'sessions') }}
