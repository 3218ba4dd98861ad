using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Digests;

/// <summary>When the digest comes to a place: <c>digest weekly FRI 15:00</c>, <c>digest off</c>, <c>digest on</c>, or the form.</summary>
public sealed class ChangeDigest(SetPlace place, WeeklyWords words, PlanDigest plan) : IFeature
{
    private const string FormId = "digest.when";
    private const string Off = "off";

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Press(FormId, (pressed, ct) => Ask(pressed, null, ct)),
        new Route.Submit(FormId, Filled),
    ];

    /// <summary>The button that opens the form.</summary>
    public static Button Opener(string partnership) =>
        new(Text.Say("digest.when.button"), FormId, new Dictionary<string, string> { ["p"] = partnership }) { OpensForm = true };

    /// <summary>When it comes to a place, in words.</summary>
    public static Text Now(Partnership partnership, Link link)
    {
        ArgumentNullException.ThrowIfNull(partnership);
        ArgumentNullException.ThrowIfNull(link);
        return link.NoDigest
            ? Text.Say("digest.is-off")
            : Text.Say("digest.is-on", ("when", link.Digest.Label), ("zone", link.TimeZone ?? partnership.TimeZone));
    }

    /// <summary>The form with these answers in it.</summary>
    public static Form Form(string partnership, string day, string? time, Text? intro = null) => new(
        FormId,
        Text.Say("digest.when.title"),
        Text.Say("digest.when.submit"),
        [
            new Field.Choice("day", Text.Say("digest.when.day"), [.. Enumerable.Range(1, 7).Select(d => new Option($"{d}", Weekly.Weekday((IsoDayOfWeek)d))), new(Off, Text.Say("digest.when.off"))]) { Required = true, Value = day },
            new Field.Words("time", Text.Say("digest.when.time")) { MaxLength = 20, Value = time, Hint = Text.Say("digest.when.hint") },
        ])
    {
        Args = new Dictionary<string, string> { ["p"] = partnership },
        Opener = Opener(partnership),
        Intro = intro,
    };

    /// <summary>Sees to it that it comes.</summary>
    public Task Begin(Seat seat, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(seat);
        return plan.Begin(seat.Id, cancellation);
    }

    /// <summary>Does what is typed after the verb.</summary>
    public async Task<Reply> Say(Request.Said said, string typed, CancellationToken cancellation)
    {
        var (here, refusal) = await place.Find(said, cancellation);
        if (here is null)
        {
            return refusal!.ToReply();
        }

        return (words.Wish(typed), words.Read(typed, here.Link.Digest)) switch
        {
            ({ } wish, _) => await Save(said, here, l => l with { NoDigest = !wish }, cancellation),
            (_, { } weekly) => await Save(said, here, l => At(l, weekly), cancellation),
            _ => await Ask(said, Text.Say("digest.which", ("typed", typed)), cancellation),
        };
    }

    private static Link At(Link link, Weekly weekly) => link with { DigestAt = weekly == Weekly.Usual ? null : weekly.ToString(), NoDigest = false };

    private async Task<Reply> Ask(Request request, Text? intro, CancellationToken cancellation)
    {
        var (here, refusal) = await place.Find(request, cancellation);
        return here is null
            ? refusal!.ToReply()
            : here.Seat.Answer(new Reply.Open(Form(here.Seat.Id, here.Link.NoDigest ? Off : $"{(int)here.Link.Digest.Day}", here.Link.Digest.Hour, intro)));
    }

    private async Task<Reply> Filled(Request.Submitted form, CancellationToken cancellation)
    {
        var (here, refusal) = await place.Find(form, cancellation);
        if (here is null)
        {
            return refusal!.ToReply();
        }

        var (day, typed) = (form.Values.GetValueOrDefault("day", ""), form.Values.GetValueOrDefault("time")?.Trim() ?? "");
        if (day == Off)
        {
            return await Save(form, here, l => l with { NoDigest = true }, cancellation);
        }

        var time = typed.Length == 0 ? here.Link.Digest.Time : WeeklyWords.Hour(typed);
        if (time is null || day is not [>= '1' and <= '7'])
        {
            return here.Seat.Answer(new Reply.Correct(
                Form(here.Seat.Id, day, typed),
                new Dictionary<string, Text> { [time is null ? "time" : "day"] = Text.Say(time is null ? "digest.when.time.wrong" : "digest.when.day.wrong") }));
        }

        return await Save(form, here, l => At(l, new((IsoDayOfWeek)(day[0] - '0'), time.Value)), cancellation);
    }

    private async Task<Reply> Save(Request request, Here here, Func<Link, Link> set, CancellationToken cancellation)
    {
        var saved = await place.Save(request, here, set, cancellation);
        if (saved.Document?.State is not { } partnership || partnership.At(request.Place) is not { } link)
        {
            return here.Seat.Answer((saved.Refusal ?? Refusal.Of("refusal.place-elsewhere")).ToReply());
        }

        // The clock does it, too, should this stop here; so the answer can say when the next one comes.
        var planned = await plan.Now(here.Seat.Id, cancellation);
        var due = planned?.Places.FirstOrDefault(p => p.Place.Key == request.Place.Key)?.Due;
        var text = saved.Refusal?.Text ?? (due is { } at
            ? Text.Say("digest.set", ("when", link.Digest.Label), ("next", at))
            : Now(partnership, link));
        return here.Seat.Answer(Reply.Say(text, Opener(here.Seat.Id))) with { TimeZone = link.TimeZone ?? partnership.TimeZone };
    }
}
