"""Values only: frozen, slotted, keyword-only dataclasses. Nothing here reads, waits or decides."""
