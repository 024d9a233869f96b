// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/run_format.h"

#include "files/storage_error.h"
#include "text/little_endian.h"

#include <QtCore/QDataStream>
#include <QtCore/QIODevice>

#include <algorithm>
#include <cmath>
#include <sstream>
#include <utility>

#include <zlib.h>

namespace chainrule {

namespace {

using namespace Qt::StringLiterals;

constexpr auto streamVersion = QDataStream::Qt_6_4;

void setUp(QDataStream &stream)
{
    stream.setVersion(streamVersion);
    stream.setByteOrder(QDataStream::LittleEndian);
}

class Writer final
{
public:
    Writer()
        : m_stream(&m_bytes, QIODevice::WriteOnly)
    {
        setUp(m_stream);
    }

    QByteArray bytes() const { return m_bytes; }
    void add(Index number) { m_stream << qint64(number); }
    void add(quint64 number) { m_stream << number; }
    void add(quint32 number) { m_stream << number; }
    void add(double number) { m_stream << number; }
    void add(bool truth) { m_stream << quint8(truth); }
    void add(QByteArrayView bytes) { m_stream.writeBytes(bytes.data(), uint(bytes.size())); }
    void add(const QString &text) { add(QByteArrayView(text.toUtf8())); }

    template <class S> void add(const std::vector<S> &numbers) { add(QByteArrayView(littleEndian<S>(numbers))); }

private:
    QByteArray m_bytes;
    QDataStream m_stream;
};

// Reads what Writer writes; ends with an error that names the field.
class Reader final
{
public:
    Reader(QByteArrayView bytes, QString path)
        : m_bytes(bytes.toByteArray())
        , m_path(std::move(path))
        , m_stream(m_bytes)
    {
        setUp(m_stream);
    }

    [[noreturn]] void fail(const QString &field) const { throw StorageError(StorageError::Kind::BadRun, m_path, -1, field); }
    void require(bool good, const QString &field) const
    {
        if (!good || m_stream.status() != QDataStream::Ok)
            fail(field);
    }

    template <class T> T number(const QString &field)
    {
        T number = 0;
        m_stream >> number;
        require(true, field);
        return number;
    }

    Index count(const QString &field)
    {
        const auto n = number<qint64>(field);
        require(n >= 0, field);
        return n;
    }

    bool truth(const QString &field)
    {
        const auto byte = number<quint8>(field);
        require(byte <= 1, field);
        return byte == 1;
    }

    QByteArray raw(const QString &field)
    {
        // The length is looked at before anything is held.
        const auto length = number<quint32>(field);
        require(qint64(length) <= m_stream.device()->bytesAvailable(), field);
        QByteArray bytes(qsizetype(length), Qt::Uninitialized);
        m_stream.readRawData(bytes.data(), int(length));
        require(true, field);
        return bytes;
    }

    QString text(const QString &field) { return QString::fromUtf8(raw(field)); }

    template <class S> std::vector<S> numbers(const QString &field)
    {
        const QByteArray bytes = raw(field);
        require(bytes.size() % qsizetype(sizeof(S)) == 0, field);
        return fromLittleEndian<S>(bytes);
    }

    const QString &path() const { return m_path; }
    bool atEnd() const { return m_stream.atEnd(); }

private:
    QByteArray m_bytes;
    QString m_path;
    QDataStream m_stream;
};

void write(Writer &out, const TrainingOptions &options)
{
    out.add(options.hidden);
    out.add(options.batch);
    out.add(options.learningRate);
    out.add(options.initDeviation);
    out.add(quint64(options.seed));
    const std::string_view id = info(options.optimiser).id; // by name: the list may grow
    out.add(QByteArrayView(id.data(), qsizetype(id.size())));
    out.add(Index(options.initial));
}

TrainingOptions readOptions(Reader &in)
{
    TrainingOptions options;
    options.hidden = in.count(u"hidden units"_s);
    options.batch = in.count(u"batch"_s);
    options.learningRate = in.number<double>(u"learning rate"_s);
    options.initDeviation = in.number<double>(u"initial weights"_s);
    options.seed = in.number<quint64>(u"seed"_s);
    const QByteArray id = in.raw(u"optimiser"_s);
    const OptimiserInfo *optimiser = findOptimiser({ id.constData(), std::size_t(id.size()) });
    in.require(optimiser, u"optimiser"_s);
    options.optimiser = optimiser->kind;
    const Index initial = in.count(u"initial weights"_s);
    in.require(initial <= Index(InitialWeights::He), u"initial weights"_s);
    options.initial = InitialWeights(initial);
    return options;
}

void write(Writer &out, const TrainingPosition &position)
{
    for (const Index n : { position.iteration, position.epoch, position.intoEpoch, position.perEpoch })
        out.add(n);
}

TrainingPosition readPosition(Reader &in)
{
    TrainingPosition position;
    for (Index *n : { &position.iteration, &position.epoch, &position.intoEpoch, &position.perEpoch })
        *n = in.count(u"position"_s);
    return position;
}

template <class S> void write(Writer &out, const TrainerState<S> &state)
{
    write(out, state.options);
    write(out, state.position);
    const Parameters<S> &p = state.parameters;
    out.add(p.size.inputs);
    out.add(p.size.classes);
    for (const std::vector<S> *numbers : { &p.W1, &p.b1, &p.W2, &p.b2, &state.optimiser.memory })
        out.add(*numbers);
    out.add(Index(state.optimiser.updates));
    std::ostringstream random;
    random << state.random; // the standard's text, the same in every library
    out.add(QByteArrayView(random.str()));
}

template <class S> TrainerState<S> readState(Reader &in)
{
    TrainerState<S> state;
    state.options = readOptions(in);
    state.position = readPosition(in);
    Parameters<S> &p = state.parameters;
    p.size.hidden = state.options.hidden;
    p.size.inputs = in.count(u"pixels"_s);
    p.size.classes = in.count(u"classes"_s);
    p.W1 = in.numbers<S>(u"W1"_s);
    p.b1 = in.numbers<S>(u"b1"_s);
    p.W2 = in.numbers<S>(u"W2"_s);
    p.b2 = in.numbers<S>(u"b2"_s);
    state.optimiser.memory = in.numbers<S>(u"optimiser"_s);
    state.optimiser.updates = in.count(u"optimiser"_s);
    std::istringstream random(in.raw(u"random numbers"_s).toStdString());
    random >> state.random;
    in.require(!random.fail(), u"random numbers"_s);
    in.require(isWhole(state), u"sizes"_s);
    if (!isFinite(state))
        throw StorageError(StorageError::Kind::NotFinite, in.path(), -1, u"W1, b1, W2, b2"_s);
    return state;
}

void write(Writer &out, const std::vector<AccuracyPoint> &points)
{
    out.add(Index(std::ssize(points)));
    for (const AccuracyPoint &point : points) {
        out.add(point.iteration);
        out.add(point.epoch);
        out.add(point.accuracy.training);
        out.add(point.accuracy.test);
        out.add(point.within);
    }
}

std::vector<AccuracyPoint> readPoints(Reader &in, Index iterations, quint32 version)
{
    const QString field = u"accuracy"_s;
    const auto isShare = [](double x) { return x >= 0 && x <= 1; };
    std::vector<AccuracyPoint> points;
    Index before = -1;
    for (Index left = in.count(field); left > 0; --left) { // ends with the bytes, whatever the number says
        AccuracyPoint point;
        point.iteration = in.count(field);
        point.epoch = in.count(field);
        point.accuracy = { in.number<double>(field), in.number<double>(field) };
        if (version >= 2)
            point.within = in.number<double>(field);
        in.require(point.within >= 0 && point.within < 1 && point.iteration > before && point.iteration < iterations
                       && point.epoch <= point.iteration && isShare(point.accuracy.training) && isShare(point.accuracy.test),
                   field);
        before = point.iteration;
        points.push_back(point);
    }
    return points;
}

void write(Writer &out, const std::vector<TrainingPhase> &phases)
{
    out.add(Index(std::ssize(phases)));
    for (const TrainingPhase &phase : phases) {
        out.add(phase.from);
        out.add(phase.learningRate);
        out.add(phase.batch);
    }
}

std::vector<TrainingPhase> readPhases(Reader &in)
{
    const QString field = u"settings"_s;
    std::vector<TrainingPhase> phases;
    Index before = -1;
    for (Index left = in.count(field); left > 0; --left) { // ends with the bytes, whatever the number says
        const TrainingPhase phase{ in.count(field), in.number<double>(field), in.count(field) };
        in.require(phase.from > before && (before >= 0 || phase.from == 0) && std::isfinite(phase.learningRate), field);
        before = phase.from;
        phases.push_back(phase);
    }
    return phases;
}

} // namespace

const TrainingPosition &positionOf(const SavedRun &run)
{
    return std::visit([](const auto &state) -> const TrainingPosition & { return state.position; }, run.trainer);
}

const TrainingOptions &optionsOf(const SavedRun &run)
{
    return std::visit([](const auto &state) -> const TrainingOptions & { return state.options; }, run.trainer);
}

quint32 checksum(const Dataset &data)
{
    uLong sum = crc32_z(0, nullptr, 0);
    for (const LabelledImages *images : { &data.training, &data.test })
        for (const std::vector<std::uint8_t> *bytes : { &images->pixels, &images->labels })
            sum = crc32_z(sum, bytes->data(), bytes->size());
    return quint32(sum);
}

QByteArray encodeRun(const SavedRun &run, const LossRecord &losses)
{
    Writer out;
    out.add(std::holds_alternative<TrainerState<double>>(run.trainer));
    std::visit([&out](const auto &state) { write(out, state); }, run.trainer);
    out.add(run.length.count);
    out.add(run.length.epochs);
    out.add(run.dataName);
    out.add(run.dataSource);
    out.add(run.dataChecksum);
    write(out, run.accuracies);
    out.add(run.accuracyDue.has_value());
    out.add(run.accuracyDue.value_or(0));
    write(out, run.phases);
    out.add(run.weights);
    out.add(run.name);
    out.add(Index(run.endedAt));
    out.add(losses.file);
    out.add(losses.count);
    out.add(losses.checksum);
    return out.bytes();
}

SavedRun decodeRun(QByteArrayView bytes, const QString &path, LossRecord &losses, quint32 version)
{
    Reader in(bytes, path);
    SavedRun run;
    if (in.truth(u"precision"_s))
        run.trainer = readState<double>(in);
    else
        run.trainer = readState<float>(in);
    run.length.count = in.count(u"length"_s);
    run.length.epochs = in.truth(u"length"_s);
    run.dataName = in.text(u"data"_s);
    run.dataSource = in.text(u"data"_s);
    run.dataChecksum = in.number<quint32>(u"data"_s);
    run.accuracies = readPoints(in, positionOf(run).iteration, version);
    const bool due = in.truth(u"accuracy"_s);
    const Index epoch = in.count(u"accuracy"_s);
    in.require(!due || positionOf(run).iteration > 0, u"accuracy"_s);
    if (due)
        run.accuracyDue = epoch;
    if (version >= 2) {
        run.phases = readPhases(in);
        run.weights = in.text(u"weights"_s);
    }
    if (version >= 3) {
        run.name = in.text(u"name"_s);
        run.endedAt = in.count(u"end"_s);
    }
    losses.file = in.number<quint64>(u"losses"_s);
    losses.count = in.count(u"losses"_s);
    losses.checksum = in.number<quint32>(u"losses"_s);
    in.require(losses.count == positionOf(run).iteration && in.atEnd(), u"losses"_s);
    return run;
}

} // namespace chainrule
