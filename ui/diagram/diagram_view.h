// SPDX-License-Identifier: GPL-3.0-or-later
// The window onto the picture: zoom, pan, fit, and what mouse and keys ask for.
#pragma once

#include "ui/diagram/camera.h"
#include "ui/diagram/screen_picture.h"
#include "ui/diagram/scrub.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>
#include <QtWidgets/QAbstractScrollArea>

#include <map>
#include <tuple>

namespace chainrule {

class DiagramScene;

constexpr double ordinaryText = 12; // px, as it is read from a seat
constexpr double presentedText = 24; // and from the last row

class DiagramView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit DiagramView(DiagramScene &scene, QWidget *parent = nullptr);

    // Which part of the scene is to be seen.
    const Camera &camera() const { return m_camera; }
    void setCamera(const Camera &camera);
    // At the scale that it has, or another.
    void centreOn(const QPointF &point) { centreOn(point, scale()); }
    void centreOn(const QPointF &point, double scale);
    double scale() const { return m_camera.scale(); }
    QRectF seenRect() const { return m_camera.toScene(QRectF(viewport()->rect())); }
    QPointF mapToScene(const QPointF &pixel) const { return m_camera.toScene(pixel); }
    QPoint mapFromScene(const QPointF &point) const { return m_camera.toPixel(point); }
    QRect mapFromScene(const QRectF &rect) const { return { mapFromScene(rect.topLeft()), mapFromScene(rect.bottomRight()) }; }

    void zoomIn();
    void zoomOut();
    // The whole picture, and again whenever the window's size changes, until somebody zooms. Where figures would become too
    // small to be read it shows a part, and follows the step.
    void fit();
    // All of it, however small its figures become.
    void fitWhole();
    // As it is fitted now, to a picture or a window that has changed.
    void fitAgain();
    // Whether all of it would be there in a window of this size, in letters that can be read.
    bool isWholeIn(const QSize &window) const;
    bool isFitted() const { return m_fitted; }
    // Where it is, until it is to fit again: what is being edited does not move by itself.
    void stay() { m_fitted = false; }
    // Text is no smaller than so many pixels, unless somebody zooms out.
    void setLeastText(double pixels);
    // When the step leaves the window, by as little as brings it back: `share` of the way from where the picture was.
    void beginToFollow();
    void follow(double share);
    // Not while it is being zoomed and drawn anew meanwhile.
    bool isSharp() const { return m_picture.isSharp(); }
    DiagramScene &diagram() const { return m_scene; }
    // The node that keys act on.
    void setSelected(const QString &id) { m_selected = id; }

Q_SIGNALS:
    void selectRequested(const QString &id);
    void editRequested(const QString &leaf, const QString &typed); // typed: the key that began it
    void foldRequested(const QString &group);
    void scrubRequested(const QString &leaf, double value, int gesture);
    void tensorRequested(const QString &node, bool gradient); // the document's node

protected:
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void sharpen();
    void zoomBy(double factor);
    double largestScale(int height) const;
    void fitAt(double leastText, const QPointF &near);
    QPointF placeOfStep(const QPointF &near, double scale);
    QPointF nearStep(const QPointF &place, double scale) const;
    void scrub(double steps, Qt::KeyboardModifiers modifiers);
    bool beginScrub(const QString &leaf);
    bool navigate(QKeyEvent &event);
    void selectNode(int index);

    DiagramScene &m_scene;
    Camera m_camera;
    ScreenPicture m_picture;
    QTimer m_sharpen;
    QString m_selected;
    QPoint m_panFrom;
    bool m_panning = false;
    bool m_fitted = true;
    bool m_overview = false; // asked for, whatever can be read in it
    bool m_whole = false; // when it was fitted
    QPointF m_middle; // of what was fitted, in the scene; the camera's is rounded
    double m_leastText = ordinaryText;
    std::map<std::tuple<int, int, int>, QPointF> m_places; // the middle, by position and the window's width and height
    QPointF m_followFrom;
    QPointF m_followTo;
    Scrub m_scrub;
    QPoint m_scrubFrom;
    bool m_scrubbing = false; // the mouse has moved far enough
    QElapsedTimer m_lastNotch;
};

} // namespace chainrule
