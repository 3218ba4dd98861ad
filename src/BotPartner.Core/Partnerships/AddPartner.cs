using BotPartner.Core.Chat;
using BotPartner.Core.Documents;

namespace BotPartner.Core.Partnerships;

/// <summary><c>partner add NAME as CONSTITUENCY [in REGION]</c>, or the form.</summary>
public sealed class AddPartner(Change change, Roster roster, PartnerWords words) : IFeature
{
    /// <summary>The form, and the button that opens it.</summary>
    public const string FormId = "partner.add";

    private const int MaxName = 80;

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("partner.add", Typed) { Order = 40 },
        new Route.Press(FormId, async (pressed, ct) => await roster.StewardOf(pressed, ct) is ({ } seat, _)
            ? new Reply.Open(Form(seat.Id, null, null, null))
            : Refusal.Of("refusal.stewards-only").ToReply()),
        new Route.Submit(FormId, Filled),
    ];

    /// <summary>The button that opens the form.</summary>
    public static Button Button(string partnership) =>
        new(Text.Say("partner.add.button"), FormId, new Dictionary<string, string> { ["p"] = partnership }) { OpensForm = true };

    private async Task<Reply> Typed(Request.Said said, string rest, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.StewardOf(said, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        var (name, constituency, region) = words.Parse(rest);
        return name is { Length: > 0 and <= MaxName } && constituency is not null
            ? await Add(said, seat, name, constituency, region, cancellation)
            : new Reply.Open(Form(seat.Id, name, constituency, region) with { Intro = rest.Length == 0 ? null : Text.Say("partner.add.unclear", ("typed", rest)) });
    }

    private async Task<Reply> Filled(Request.Submitted form, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.StewardOf(form, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        var name = form.Values.GetValueOrDefault("name", "").Trim();
        var constituency = form.Values.GetValueOrDefault("constituency", "");
        var region = form.Values.GetValueOrDefault("region")?.Trim();
        var errors = new Dictionary<string, Text>();
        if (name.Length is 0 or > MaxName)
        {
            errors["name"] = Text.Say("partner.name.length", ("max", MaxName));
        }

        if (!Constituency.Ids.Contains(constituency))
        {
            errors["constituency"] = Text.Say("partner.constituency.missing");
        }

        return errors.Count > 0
            ? new Reply.Correct(Form(seat.Id, name, constituency, region), errors)
            : await Add(form, seat, name, constituency, region, cancellation);
    }

    private async Task<Reply> Add(Request request, Seat seat, string name, string constituency, string? region, CancellationToken cancellation)
    {
        var key = Kinds.PartnerKey(seat.Id, Partner.IdOf(name));
        var added = new Partner(name, constituency, string.IsNullOrEmpty(region) ? null : region) { Since = request.At };
        var saved = await change.Run(
            Kinds.Partner,
            key,
            request,
            current => current is null
                ? Kinds.Partner.New(key, added)
                : current.State.Removed is not null ? current with { State = added }
                : Refusal.Of("refusal.partner-exists", ("partner", current.State.Name)),
            cancellation);
        return seat.Answer(saved.Refusal?.ToReply() ?? Reply.Say(
            Text.Say("partner.added", ("partner", new Text.Strong(name)), ("constituency", Constituency.Label(constituency))),
            Button(seat.Id)));
    }

    private static Form Form(string partnership, string? name, string? constituency, string? region) => new(
        FormId,
        Text.Say("partner.add.title"),
        Text.Say("partner.add.submit"),
        [
            new Field.Words("name", Text.Say("partner.name")) { Required = true, MaxLength = MaxName, Value = name },
            new Field.Choice("constituency", Text.Say("partner.constituency"), [.. Constituency.Ids.Select(c => new Option(c, Constituency.Label(c)))])
            {
                Required = true, Value = constituency,
            },
            new Field.Words("region", Text.Say("partner.region")) { MaxLength = MaxName, Value = region },
        ])
    {
        Args = new Dictionary<string, string> { ["p"] = partnership },
        Opener = Button(partnership),
    };
}
