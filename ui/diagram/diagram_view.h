// SPDX-License-Identifier: GPL-3.0-or-later
// The window onto the picture: zoom, pan, fit, and what mouse and keys ask for.
#pragma once

#include <QtWidgets/QGraphicsView>

namespace chainrule {

class DiagramScene;

class DiagramView final : public QGraphicsView
{
    Q_OBJECT

public:
    explicit DiagramView(DiagramScene &scene, QWidget *parent = nullptr);

    void zoomIn();
    void zoomOut();
    // The whole picture, and again whenever the window's size changes, until somebody zooms.
    void fit();
    bool isFitted() const { return m_fitted; }
    // The node that keys act on.
    void setSelected(const QString &id) { m_selected = id; }

Q_SIGNALS:
    void selectRequested(const QString &id);
    void editRequested(const QString &leaf, const QString &typed); // typed: the key that began it
    void foldRequested(const QString &group);
    void tensorRequested(const QString &node, bool gradient); // the document's node
    void viewMoved(); // zoomed, panned or resized

protected:
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    bool focusNextPrevChild(bool next) override;
    bool viewportEvent(QEvent *event) override;

private:
    void zoomBy(double factor);

    DiagramScene &m_scene;
    QString m_selected;
    QPoint m_panFrom;
    bool m_panning = false;
    bool m_fitted = true;
};

} // namespace chainrule
