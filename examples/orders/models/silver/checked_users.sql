-- Every user record, typed, and what becomes of it.

select
    {{ whole_number('user_id') }} as user_id,
    nullif(columns(['name', 'email', 'country']), ''),
    {{ instant('updated_at') }} as updated_at,
    case
        when is_broken then 'ragged'
        when coalesce(user_id, '') = '' then 'null_key'
        when {{ whole_number('user_id') }} is null then 'wrong_type'
        else 'loaded'
    end as outcome,
    if(outcome <> 'loaded', line, null) as record
from {{ ref('landed_users') }}
