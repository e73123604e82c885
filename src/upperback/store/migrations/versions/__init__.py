"""The versions, in order; `store.migrating.VERSION` names the newest."""
