pragma ComponentBehavior: Bound

import QtQuick

// Where a value came from: from the card, from an earlier dossier, changed by rule. The words say it.
Tag {
    id: root

    enum Source {
        FromCard,
        FromEarlier,
        Changed,
        ByOfficer
    }

    property int source: /^Từ hồ sơ/.test(root.text) ? SourceBadge.FromEarlier : /^(Đổi|Máy)/.test(root.text) ? SourceBadge.Changed : /cán bộ/i.test(root.text) ? SourceBadge.ByOfficer : SourceBadge.FromCard

    icon: ["id", "database", "alert-triangle", "user-shield"][root.source]
    tone: [Tag.Info, Tag.Good, Tag.Warning, Tag.Quiet][root.source]
}
