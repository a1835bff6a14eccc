"""The portal's line icons: what stands inside a 24 × 24 `<svg>`. Names are nouns of the interface."""

from typing import Final

ICONS: Final[dict[str, str]] = {
    # the emblem: a ram's horn, qoshqar-müiiz
    "emblem": '<path d="M12 22V9.400M12 10.700c0-4-2-6-4.7-6S3.3 6.7 3.3 8.700s1.3 3.3 3 3.3'
    ' 2.3-1.3 2.3-2.300M12 10.700c0-4 2-6 4.7-6s4 2 4 4-1.3 3.3-3 3.3-2.3-1.3-2.3-2.300M7.3 18h9.4"/>',
    # states
    "check": '<path d="M4.5 12.500l5 5L19.5 7"/>',
    "cross": '<path d="M6 6l12 12M18 6L6 18"/>',
    "dash": '<path d="M5.5 12h13"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.2 2.2"/>',
    "dot": '<circle class="solid" cx="12" cy="12" r="5"/>',
    "ring": '<circle cx="12" cy="12" r="7.5"/>',
    "lock": '<rect x="5" y="11" width="14" height="9.5" rx="1.5"/><path d="M8 11V8a4 4 0 018 0v3"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.500M12 7.500v.01"/>',
    "warning": '<path d="M12 3.500l9.5 17h-19zM12 10v5M12 17.800v.01"/>',
    "success": '<circle cx="12" cy="12" r="9"/><path d="M7.8 12.300l2.9 2.9 5.5-6"/>',
    "refused": '<path d="M8.3 3h7.400L21 8.300v7.400L15.7 21H8.300L3 15.700V8.300zM9 9l6 6M15 9l-6 6"/>',
    # rooms
    "home": '<path d="M3.5 11.500L12 4l8.5 7.500M6 9.800V20h12V9.800M10 20v-5.500h4V20"/>',
    "meeting": '<rect x="3.5" y="5" width="17" height="15.5" rx="1.5"/><path d="M3.5 10h17M8 2.800V6.500M16 2.800V6.5"/>',
    "vote": '<path d="M3.5 13v7.500h17V13M3.5 13h17M6.5 13V4h11v9M9.5 8.500l2 2 3.5-4"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "decision": '<path d="M12 21h9M4.5 14.500l6-6M8 5l6.5 6.500M5.5 9l3-3M11 14.500l3-3M12 10l7.5 7.5"/>',
    "people": '<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20c0-3.6 2.9-6 6.5-6s6.5 2.4 6.5 6M16 4.8'
    'a3.5 3.5 0 010 6.400M18.5 14.700c1.9.9 3 2.7 3 5.3"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4.5 21c0-4.1 3.4-7 7.5-7s7.5 2.9 7.5 7"/>',
    "plan": '<rect x="4" y="4" width="16" height="17" rx="1.5"/><path d="M9 2.500v3M15 2.500v3M8 11h.01M11.5 11H16M8 15.500h.01M11.5 15.500H16"/>',
    "application": '<path d="M3.5 13.500L6 5h12l2.5 8.500V20h-17zM3.5 13.500h5l1.5 2.500h4l1.5-2.500h5"/>',
    "rules": '<path d="M12 4v17M7 21h10M4 7h16M6.5 7L3.5 14h6zM17.5 7l-3 7h6zM3.5 14a3 3 0 006 0M14.5 14a3 3 0 006 0"/>',
    "journal": '<path d="M6 3.500h13v17H6a2 2 0 01-2-2v-13a2 2 0 012-2zM8 3.500v17M11.5 8.500H16M11.5 12H16"/>',
    "settings": '<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>',
    "organisation": '<path d="M3.5 9.500L12 4l8.5 5.500zM5.5 9.500V18M10 9.500V18M14 9.500V18M18.5 9.500V18M3.5 20.500h17"/>',
    "section": '<rect x="9" y="3.5" width="6" height="5" rx="1"/><rect x="3" y="15.5" width="6" height="5" rx="1"/>'
    '<rect x="15" y="15.5" width="6" height="5" rx="1"/><path d="M12 8.500V12M6 15.500V12h12v3.5"/>',
    "minutes": '<path d="M6 3h8.500L19 7.500V21H6zM14 3v5h5M9 12.500h7M9 16.500h4.5"/>',
    "file": '<path d="M6 3h8.500L19 7.500V21H6zM14 3v5h5"/>',
    "signature": '<path d="M3 20.500h18M4 16c3-9 6-13 7.5-12 2 1.4-5.5 10-5 12 .5 1.8 3.5-4 5-3.500s-.5 3 1 3'
    ' 2-1.5 3-1.5 1 1.5 4.5 1"/>',
    "notification": '<path d="M5.5 17V11a6.5 6.5 0 0113 0v6l1.5 1.500H4zM10 21h4"/>',
    "copies": '<path d="M21 3.500L3 10.500l7 3 3 7zM21 3.500L10 13.5"/>',
    "hall": '<path d="M12 21s7-6.3 7-11.500a7 7 0 00-14 0C5 14.7 12 21 12 21z"/><circle cx="12" cy="9.5" r="2.5"/>',
    "online": '<rect x="3" y="4.5" width="18" height="12" rx="1.5"/><path d="M8 20.500h8M12 16.500v4"/>',
    "paper": '<path d="M4 6.500h16v11.500H4zM4 7l8 6.500L20 7"/>',
    # verbs
    "add": '<path d="M12 5v14M5 12h14"/>',
    "edit": '<path d="M4 20l1-4.500L16 4.500l3.5 3.5-11 11zM13.5 7l3.5 3.5"/>',
    "remove": '<path d="M4.5 6.500h15M9.5 6.500V4h5v2.500M6.5 6.500l1 14h9l1-14M10 10.500v6M14 10.500v6"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.500L21 21"/>',
    "filter": '<path d="M4 5h16l-6.5 8v5.500l-3 1.500v-7z"/>',
    "download": '<path d="M12 4v11.500M7 11l5 5 5-5M4.5 20.500h15"/>',
    "upload": '<path d="M12 16V4.500M7 9l5-5 5 5M4.5 20.500h15"/>',
    "print": '<path d="M7 8.500V3.500h10v5M7 17H4V8.500h16V17h-3M7 14h10v6.500H7z"/>',
    "copy": '<rect x="8.5" y="8.5" width="12" height="12" rx="1.5"/><path d="M15.5 5.500v-2h-12v12h2"/>',
    "external": '<path d="M13.5 4H20v6.500M20 4l-9 9M17.5 14v6H4V6.500h6"/>',
    "history": '<path d="M3.5 12a8.5 8.5 0 108.5-8.500c-3 0-5.3 1.5-7 3.800M4 3.500v4.500h4.500M12 7.500V12l3 2"/>',
    "up": '<path d="M12 19.500V5M6 11l6-6 6 6"/>',
    "down": '<path d="M12 4.500V19M6 13l6 6 6-6"/>',
    "previous": '<path d="M15 5l-7 7 7 7"/>',
    "next": '<path d="M9 5l7 7-7 7"/>',
    "phone": '<path d="M5 3.500h4l1.5 5-2.5 2a12 12 0 005.5 5.500l2-2.5 5 1.500v4c0 1-.8 1.7-1.8 1.6'
    'C11 20 4 13 3.4 5.3 3.3 4.3 4 3.5 5 3.500z"/>',
    "email": '<rect x="3" y="5" width="18" height="14" rx="1.5"/><path d="M3.5 6.500L12 13.500l8.5-7"/>',
    "help": '<circle cx="12" cy="12" r="9"/><path d="M9.3 9.300a2.8 2.8 0 115 1.800c-1 .9-2.2 1.3-2.2 2.700M12.1 17v.01"/>',
    "sign_in": '<path d="M13 4h7v16h-7M4 12h10.500M10.5 7.500L15 12l-4.5 4.5"/>',
    "sign_out": '<path d="M11 4H4v16h7M10 12h10.500M16.5 7.500L21 12l-4.5 4.5"/>',
    "key": '<circle cx="8" cy="15" r="4.5"/><path d="M11.2 11.800L20 3M16.5 6.500L20 10"/>',
}
