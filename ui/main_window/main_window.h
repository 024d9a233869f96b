// SPDX-License-Identifier: GPL-3.0-or-later
// The window: library at the left, diagram or training desk in the centre, Explain at the right, menus.
#pragma once

#include <QtWidgets/QMainWindow>

class QActionGroup;
class QStackedWidget;
class QMenu;

namespace chainrule {

struct GraphDocument;
struct MiniBatch;
class BlankScreen;
class DiagramPage;
class Documents;
class EditActions;
class ExportMenu;
class LibraryPanel;
class MessageBar;
class PanelRoom;
class ThemeSwitch;
class TrainingPage;
class TrainingSign;

class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(QWidget *parent = nullptr);
    ~MainWindow() override; // with the documents first: they look at the diagram's session

    DiagramPage &diagramPage() const { return *m_diagram; }
    LibraryPanel &library() const { return *m_library; }
    TrainingSign *trainingSign() const { return m_sign; } // nullptr until the desk was asked for
    ExportMenu &exports() const { return *m_exports; }

    // False when there is no demo with this id; what was open stays.
    bool openDemo(const QString &id);
    // This demo or file, or else what was open last, or else the first demo to look at.
    void openFirst(const QString &demoOrFile);
    // What was not saved when the program ended is offered, and from now on kept.
    void keepUnsavedWork();
    // The training desk with these data: "digits", or a file or folder; empty for those that are in use.
    void openData(const QString &data);

protected:
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void buildDocks();
    void fillLibrary();
    void showOpen();
    void markOpen();
    QString keyOfShown() const;
    void buildMenus(); // main_window_menus.cpp
    void buildFileMenu();
    void buildEditMenu();
    void buildViewMenu();
    void buildRunMenu();
    QAction *addAction(QMenu &menu, const QString &text, const QList<QKeySequence> &keys, std::function<void()> does);
    void addStepAction(QMenu &menu, const QString &text, const QList<QKeySequence> &keys, std::function<void()> does);
    MiniBatch miniBatch() const;
    void openEntry(const QString &id);
    void openBeside(int by); // what is shown, in the library
    void makeDesk();
    void showDocument(const GraphDocument &document);
    void showDiagram();
    void takeTyped();
    void showTrainingsNet(const GraphDocument &document);
    void showPage(QWidget *page);
    void showPanel(int index);
    void typeExpression();
    void shareKeys(const QList<QAction *> &actions);
    void setPresentation(bool on);
    void makeRoom();
    void updateTitle();
    void restoreLayout();

    ThemeSwitch *m_theme;
    QStackedWidget *m_pages;
    DiagramPage *m_diagram;
    TrainingPage *m_training = nullptr; // made when it is first asked for
    bool m_sideWanted = true; // while the desk hides it
    LibraryPanel *m_library;
    ExportMenu *m_exports;
    MessageBar *m_message;
    Documents *m_documents;
    QDockWidget *m_libraryDock = nullptr;
    QDockWidget *m_sideDock = nullptr;
    PanelRoom *m_panelRoom = nullptr;
    QAction *m_presentation = nullptr;
    BlankScreen *m_blank;
    QMenu *m_runMenu = nullptr;
    TrainingSign *m_sign = nullptr; // made with the desk
    QAction *m_back = nullptr; // to the training that the diagram's net is of
    EditActions *m_edit = nullptr;
    QActionGroup *m_diagramActions; // what makes no sense at the training desk
    QByteArray m_docksBefore; // the presentation
    Qt::WindowStates m_stateBefore;
};

} // namespace chainrule
