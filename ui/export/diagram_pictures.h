// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of a graph at any step, for files, the clipboard and paper. Nothing on the screen is touched.
#pragma once

#include "ui/diagram/drawing/diagram_state.h"
#include "ui/theme/theme.h"
#include "ui/widgets/picture_format.h"

#include <QtCore/QByteArray>
#include <QtCore/QRectF>
#include <QtCore/QSizeF>

#include <memory>

class QFont;
class QImage;
class QPainter;

namespace chainrule {

class DiagramScene;
class GraphSession;
struct GraphDocument;

struct PictureLook
{
    Theme theme = Theme::light();
    bool transparent = false; // nothing behind the picture
    double scale = 1; // of SVG and PDF the size that they ask for, of PNG the pixels of one
};

class DiagramPictures final
{
public:
    // Laid out as in a window of this many pixels. Throws GraphError.
    DiagramPictures(const GraphDocument &document, const QFont &font, const PictureLook &look, const QSizeF &room);
    // As the scene shows it: the same groups folded, the same question marks and marks, nothing selected.
    DiagramPictures(const DiagramScene &shown, const QFont &font, const PictureLook &look);
    ~DiagramPictures();

    int stepCount() const; // positions are 0 to stepCount()
    // All that is seen at a position, labels, figures and outlines included, with a margin. In scene pixels.
    QRectF bounds(int position);
    // All that is seen at any position: pictures of a row of steps do not jump.
    QRectF boundsOfAll();

    // As asked for, or less where a page of that format ends.
    double scaleOf(PictureFormat format, const QRectF &bounds) const;
    // Throws StorageError (TooLarge), the document's title in place of a path, when there is no memory for so many pixels.
    QByteArray file(PictureFormat format, int position, const QRectF &bounds);
    QImage image(int position, const QRectF &bounds);
    // As large as fits into the target, in its middle.
    void paint(QPainter &painter, const QRectF &target, int position, const QRectF &bounds);

private:
    void show(const GraphDocument &document, const QFont &font, const QSizeF &room, double leastText);
    void render(QPainter &painter, const QRectF &target, const QRectF &bounds);
    QByteArray svg(const QRectF &bounds);
    QByteArray pdf(const QRectF &bounds);

    PictureLook m_look;
    std::unique_ptr<GraphSession> m_session;
    std::unique_ptr<DiagramScene> m_scene;
};

} // namespace chainrule
