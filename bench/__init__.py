"""How much CPU the portal's main pages take, beside the least Django page, with few rows and with many."""
