{# Miles along the great circle between two relations that have a latitude and a longitude. #}
{% macro distance_miles(here, there, earth_radius=3958.8) -%}
    2 * {{ earth_radius }} * asin(sqrt(
        sin(radians({{ there }}.latitude - {{ here }}.latitude) / 2) ** 2
        + cos(radians({{ here }}.latitude)) * cos(radians({{ there }}.latitude))
        * sin(radians({{ there }}.longitude - {{ here }}.longitude) / 2) ** 2
    ))
{%- endmacro %}
