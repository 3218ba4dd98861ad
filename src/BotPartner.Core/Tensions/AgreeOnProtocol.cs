using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Tensions;

/// <summary><c>protocol</c>: what was agreed about tensions, for everybody in the partnership. Stewards change it by forms or in words:
/// <c>protocol talk 7</c>, <c>protocol focal points off</c>, <c>protocol hours 9-17</c>, <c>protocol guide talk …</c> and so on.</summary>
public sealed class AgreeOnProtocol(Roster roster, AgreedProtocol protocol, AgreeWords words) : IFeature
{
    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("protocol", Typed) { Order = 146 },
        new Route.Press(ProtocolCards.Action, Steps),
        new Route.Press(TalkingGuide.Action, (pressed, ct) => Guide(pressed, Stages.Of(pressed.Args.GetValueOrDefault(TalkingGuide.StageArg)), ct)),
        new Route.Press(ProtocolCards.Usual, Usual),
        .. new[] { ProtocolForm.Stages, ProtocolForm.Calendar, ProtocolForm.Own }.SelectMany(id => new Route[]
        {
            new Route.Press(id, (pressed, ct) => AsSteward(pressed, async seat => new Reply.Open(ProtocolForm.Of(id, pressed.Args).Open(seat.Id, await protocol.Of(seat.Id, ct))), ct)),
            new Route.Submit(id, (form, ct) => AsSteward(form, seat => Filled(form, seat, ct), ct)),
        }),
    ];

    private async Task<Reply> Typed(Request.Said said, string rest, CancellationToken cancellation)
    {
        if (rest.Length == 0)
        {
            return await Steps(said, cancellation);
        }

        if (words.Usual(rest))
        {
            return await AsSteward(said, async seat => new Reply.Show(ProtocolCards.AskUsual(seat.Id, await protocol.Of(seat.Id, cancellation))), cancellation);
        }

        // Who names no more than a stage or another part of it wants to read it.
        return (words.Guide(rest), words.Split(rest)) switch
        {
            ({ Value.Length: 0, Stage: var stage }, _) => await Guide(said, stage, cancellation),
            ({ Stage: { } stage, Value: var own }, _) => await AsSteward(said, seat => Take(said, seat, new(ProtocolForm.Own, stage), AgreedFields.Guide(stage), own, cancellation), cancellation),
            (null, { Value.Length: 0, Field: var field }) => await (Stages.Of(field.Id) is { } stage ? Guide(said, stage, cancellation) : Steps(said, cancellation)),
            (null, { Field: var field, Value: var value }) => await AsSteward(said, seat => Take(said, seat, ProtocolForm.Of(field), field, value, cancellation), cancellation),
            _ => (await roster.StewardOf(said, cancellation)).Seat is null ? await Steps(said, cancellation) : await AsSteward(said, seat => Unclear(seat, rest, cancellation), cancellation),
        };
    }

    private Task<Reply> Steps(Request request, CancellationToken cancellation) =>
        Read(request, (seat, agreed) => ProtocolCards.Steps(seat, agreed, Today(request, seat)), cancellation);

    private Task<Reply> Guide(Request request, Stage? stage, CancellationToken cancellation) =>
        Read(request, (seat, agreed) => TalkingGuide.Page(seat, agreed, stage), cancellation);

    private async Task<Reply> Unclear(Seat seat, string typed, CancellationToken cancellation) =>
        new Reply.Open(new ProtocolForm(ProtocolForm.Stages, null).Open(seat.Id, await protocol.Of(seat.Id, cancellation), Text.Say("protocol.unclear", ("typed", typed))));

    private async Task<Reply> Take(Request.Said said, Seat seat, ProtocolForm form, AgreedField field, string typed, CancellationToken cancellation)
    {
        var agreed = await protocol.Of(seat.Id, cancellation);
        if (field.Take(new(words, agreed, Today(said, seat)), typed) is not Taken.Wrong wrong)
        {
            return await Save(said, seat, form, [field], _ => typed, cancellation);
        }

        var holding = form.Open(seat.Id, agreed).Args[Held.Arg];
        return new Reply.Correct(
            form.Holding(seat.Id, f => f.Id == field.Id && f.Typed ? typed : f.Value(agreed), holding, null),
            new Dictionary<string, Text> { [field.Id] = wrong.Why });
    }

    private async Task<Reply> Filled(Request.Submitted submitted, Seat seat, CancellationToken cancellation)
    {
        var form = ProtocolForm.Of(submitted.Form, submitted.Args);
        string Said(AgreedField field) => submitted.Values.GetValueOrDefault(field.Id, "").Trim();

        // What was left as it was when the form opened may have been set by others since.
        var changed = form.Fields.Where(f => !Held.Kept(submitted.Args, f.Ask(null), submitted.Values.GetValueOrDefault(f.Id))).ToArray();
        var agreed = await protocol.Of(seat.Id, cancellation);
        var wrong = changed.Select(f => (f.Id, Taken: f.Take(new(words, agreed, Today(submitted, seat)), Said(f))))
            .Where(t => t.Taken is Taken.Wrong).ToDictionary(t => t.Id, t => ((Taken.Wrong)t.Taken).Why);
        return wrong.Count == 0 ? await Save(submitted, seat, form, changed, Said, cancellation)
            : new Reply.Correct(
                form.Holding(seat.Id, f => f.Typed || !wrong.ContainsKey(f.Id) ? submitted.Values.GetValueOrDefault(f.Id) : f.Value(agreed), submitted.Args.GetValueOrDefault(Held.Arg), null),
                wrong);
    }

    private async Task<Reply> Save(Request request, Seat seat, ProtocolForm form, IReadOnlyList<AgreedField> fields, Func<AgreedField, string> said, CancellationToken cancellation)
    {
        var saved = await protocol.Set(
            request,
            seat.Id,
            now => fields.Select(f => f.Take(new(words, now, Today(request, seat)), said(f))).OfType<Taken.Set>().Aggregate(now, (so, set) => set.In(so)),
            cancellation);
        return saved.Refusal?.ToReply()
            ?? new Reply.Show(form.Stage is { } stage ? TalkingGuide.Page(seat, saved.Agreed, stage) : ProtocolCards.Steps(seat, saved.Agreed, Today(request, seat)));
    }

    private Task<Reply> Usual(Request.Pressed pressed, CancellationToken cancellation) => AsSteward(
        pressed,
        async seat =>
        {
            if (pressed.Args.GetValueOrDefault(ProtocolCards.Sure) is not { } sure)
            {
                return new Reply.Show(ProtocolCards.AskUsual(seat.Id, await protocol.Of(seat.Id, cancellation)));
            }

            var saved = await protocol.Set(pressed, seat.Id, now => ProtocolCards.Seen(now) == sure ? Agreed.Default : now, cancellation);
            return saved.Refusal?.ToReply() ?? new Reply.Show(ProtocolCards.Steps(seat, saved.Agreed, Today(pressed, seat)));
        },
        cancellation);

    private async Task<Reply> Read(Request request, Func<Seat, Agreed, Card> card, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.SeatOf(request, cancellation);
        return seat is null ? refusal!.ToReply()
            : seat.Answer(seat.Belongs || seat.Facilitator ? new Reply.Show(card(seat, await protocol.Of(seat.Id, cancellation))) : Refusal.Of("refusal.stranger").ToReply());
    }

    private async Task<Reply> AsSteward(Request request, Func<Seat, Task<Reply>> act, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.StewardOf(request, cancellation);
        return seat is null ? refusal!.ToReply()
            : seat.Answer(Rights.May(seat, Deed.ChangeSettings) ? await act(seat) : Refusal.Of("refusal.stewards-only").ToReply());
    }

    private static LocalDate Today(Request request, Seat seat) =>
        request.At.InZone(DateTimeZoneProviders.Tzdb.GetZoneOrNull(seat.Partnership.TimeZone) ?? DateTimeZone.Utc).Date;
}
