pragma ComponentBehavior: Bound

import Kiosk.Controls
import Kiosk.Models

// A screen of a visit: the frame filled from the shell, Back and the help bar wired once.
ScreenFrame {
    id: root

    required property ShellModel shell

    hotline: root.shell.frame.hotline
    lineWords: root.shell.frame.lineWords
    officerCalled: root.shell.comfort.officerCalled
    online: root.shell.frame.online
    pausable: root.shell.inVisit
    readable: false
    stage: root.shell.inVisit ? root.shell.frame.stage : -1
    stages: root.shell.frame.stages
    what: root.shell.frame.what === "" ? root.shell.frame.counter : root.shell.frame.what
    who: root.shell.frame.who

    onBackClicked: root.shell.back()
    onContrastClicked: root.shell.comfort.toggleContrast()
    onOfficerClicked: root.shell.comfort.callOfficer()
    onPauseClicked: root.shell.pause()
    onTextSizeClicked: root.shell.comfort.enlarge()
}
