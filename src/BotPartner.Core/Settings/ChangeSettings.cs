using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Settings;

/// <summary><c>settings</c>: what holds in this place and in the partnership. <c>settings purpose Clean rivers</c>, <c>settings cap 30%</c>
/// and so on, or one form for all.</summary>
public sealed class ChangeSettings(SetPartnership partnership, Roster roster, SetPlace place, SettingWords words) : IFeature
{
    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("settings", Typed) { Order = 145 },
        new Route.Press(SettingsCards.FormId, async (pressed, ct) => await roster.StewardOf(pressed, ct) is var (seat, refusal) && seat is not null
            ? seat.Answer(new Reply.Open(SettingsCards.Form(seat.Id, s => s.Value(seat.Partnership))))
            : refusal!.ToReply()),
        new Route.Submit(SettingsCards.FormId, Filled),
    ];

    private async Task<Reply> Typed(Request.Said said, string rest, CancellationToken cancellation)
    {
        if (rest.Length == 0)
        {
            var (reader, no) = await roster.SeatOf(said, cancellation);
            if (reader is null)
            {
                return no!.ToReply();
            }

            // Whoever asks has often just set something, by whichever process.
            reader = reader with { Partnership = await roster.Latest(reader.Id, cancellation) ?? reader.Partnership };
            return reader.Answer(reader.Belongs ? new Reply.Show(await Card(reader, said.Place, cancellation)) : Refusal.Of("refusal.stranger").ToReply());
        }

        var (seat, refusal) = await roster.StewardOf(said, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        if (words.Split(rest) is not var (setting, value) || value.Length == 0)
        {
            return seat.Answer(new Reply.Open(SettingsCards.Form(seat.Id, s => s.Value(seat.Partnership), Text.Say("settings.unclear", ("typed", rest)))));
        }

        return setting.Read(words, value) switch
        {
            Read.Set set => await Save(said, seat, set.In, cancellation),
            Read.Wrong wrong => seat.Answer(new Reply.Correct(
                SettingsCards.Form(seat.Id, s => s == setting && s.Typed ? value : s.Value(seat.Partnership), SettingsCards.Form(seat.Id, s => s.Value(seat.Partnership)).Args[Held.Arg], null),
                new Dictionary<string, Text> { [setting.Id] = wrong.Why })),
            var other => throw new NotSupportedException(other.GetType().Name),
        };
    }

    private async Task<Reply> Filled(Request.Submitted form, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.StewardOf(form, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        // What was left as it was when the form opened may have been set by others since.
        var read = SettingsCards.Asked(form.Args).Where(s => !Held.Kept(form.Args, s.Ask(null), form.Values.GetValueOrDefault(s.Id)))
            .Select(s => (s.Id, Read: s.Read(words, form.Values.GetValueOrDefault(s.Id, "").Trim()))).ToArray();
        var wrong = read.Where(r => r.Read is Read.Wrong).ToDictionary(r => r.Id, r => ((Read.Wrong)r.Read).Why);
        if (wrong.Count > 0)
        {
            return seat.Answer(new Reply.Correct(SettingsCards.Form(
                seat.Id,
                s => (read.Any(r => r.Id == s.Id) || form.Args.ContainsKey(Held.Arg)) && (s.Typed || !wrong.ContainsKey(s.Id)) ? form.Values.GetValueOrDefault(s.Id) : s.Value(seat.Partnership),
                form.Args.GetValueOrDefault(Held.Arg),
                null), wrong));
        }

        return await Save(form, seat, p => read.Select(r => r.Read).OfType<Read.Set>().Aggregate(p, (so, set) => set.In(so)), cancellation);
    }

    private async Task<Reply> Save(Request request, Seat seat, Func<Partnership, Partnership> set, CancellationToken cancellation)
    {
        var saved = await partnership.Save(request, seat, set, cancellation);
        return seat.Answer(saved.Refusal?.ToReply()
            ?? new Reply.Show(await Card(seat with { Partnership = saved.Document?.State ?? seat.Partnership }, request.Place, cancellation)));
    }

    private async Task<Card> Card(Seat seat, Place where, CancellationToken cancellation) => SettingsCards.Card(
        seat, seat.Partnership.At(where) is { } link ? new Here(seat, link, await place.Constituency(seat, cancellation)) : null);
}
