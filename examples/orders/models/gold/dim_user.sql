-- Users as they are known last. Key: user_id.

select user_id, name, email, country
from {{ ref('checked_users') }}
{{ latest('user_id') }}
