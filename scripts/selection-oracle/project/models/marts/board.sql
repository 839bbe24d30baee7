{{ config(tags=['daily', 'board', 'has space']) }} select * from {{ ref('report') }} -- {{ ref('customers') }} {{ ref('shared') }}
