-- The distance that carriers report must be what the coordinates of the two airports say, give or take ten miles:
-- a wrong coordinate, a wrong code or a wrong sign shows here.

select
    routes.origin,
    routes.destination,
    routes.distance_miles,
    round({{ distance_miles('here', 'there') }}) as distance_on_map
from {{ ref('routes') }} as routes
inner join {{ ref('airports') }} as here on here.airport = routes.origin
inner join {{ ref('airports') }} as there on there.airport = routes.destination
where abs({{ distance_miles('here', 'there') }} - routes.distance_miles) > 10
