"""A cookie banner in an open shadow root, as web components have them."""

from banner_component import banner_in_root

TROUBLE = banner_in_root("open")
