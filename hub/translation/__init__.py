"""Public texts of the hub in Indonesian and English."""

from hub.translation.catalogue import Both, Text, in_both
from hub.translation.concepts import closed_list

__all__ = ["Both", "Text", "closed_list", "in_both"]
