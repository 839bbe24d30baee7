-- Which subsidiary sold a purchase, in the latest version. Key: purchase_id.

select purchase_id, subsidiary
from ({{ latest(ref('checked_purchase_extra_info'), 'purchase_id') }})
