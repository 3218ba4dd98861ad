using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Decisions;

/// <summary><c>partner weight NAME 1.5</c>, or the form: how much a partner counts in decisions that are put from now on.</summary>
public sealed class WeighPartner(Change change, Roster roster, Partners partners) : IFeature
{
    /// <summary>The form, and the button that opens it.</summary>
    public const string FormId = "partner.weight";

    private const int MaxName = 80;
    private const int MaxOptions = 100;
    private const int MaxWeight = 20;

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("partner.weight", Typed) { Order = 45 },
        new Route.Press(FormId, async (pressed, ct) => await roster.StewardOf(pressed, ct) is ({ } seat, _)
            ? seat.Answer(new Reply.Open(Form(seat.Id, await partners.All(seat.Id, ct), null, null)))
            : Refusal.Of("refusal.stewards-only").ToReply()),
        new Route.Submit(FormId, (form, ct) => Weigh(form, form.Values.GetValueOrDefault("partner", ""), form.Values.GetValueOrDefault("weight", ""), ct)),
    ];

    /// <summary>A weight as people type it, with a point or a comma; null if it is none. What may mean thousands is none: 1,500 or 1.500.</summary>
    public static Weight? Read(string typed)
    {
        var (whole, digits) = typed.Trim().Split('.', ',') is [var first, var second] ? (first, second) : (typed, null);
        return digits is null ? Weight.Parse(whole)
            : digits.Length == 3 && whole.TrimStart('0').Length > 0 ? null
            : Weight.Parse($"{whole}.{digits}");
    }

    /// <summary>The form.</summary>
    /// <param name="partnership">Its id.</param>
    /// <param name="all">The partners.</param>
    /// <param name="partner">The id of the one that is chosen, or what was typed.</param>
    /// <param name="weight">As typed.</param>
    public static Form Form(string partnership, IReadOnlyList<(string Id, Partner State)> all, string? partner, string? weight) => new(
        FormId,
        Text.Say("partner.weight.title"),
        Text.Say("partner.weight.submit"),
        [
            all.Count is > 0 and <= MaxOptions
                ? new Field.Choice("partner", Text.Say("partner.weight.partner"), [.. all.OrderBy(p => p.State.Name, StringComparer.OrdinalIgnoreCase).Select(p => new Option(p.Id, p.State.Name))])
                {
                    Required = true, Value = all.Any(p => p.Id == partner) ? partner : null,
                }
                : new Field.Words("partner", Text.Say("partner.weight.partner")) { Required = true, MaxLength = MaxName, Value = partner?.Length > MaxName ? null : partner },
            new Field.Words("weight", Text.Say("partner.weight.weight")) { Required = true, MaxLength = MaxWeight, Value = weight?.Length > MaxWeight ? null : weight, Hint = Text.Say("partner.weight.hint") },
        ])
    {
        Args = new Dictionary<string, string> { ["p"] = partnership },
        Opener = new(Text.Say("partner.weight.button"), FormId, new Dictionary<string, string> { ["p"] = partnership }) { OpensForm = true },
        Intro = Text.Say("partner.weight.intro"),
    };

    /// <summary>The number stands last; who leaves it out is asked.</summary>
    private async Task<Reply> Typed(Request.Said said, string rest, CancellationToken cancellation)
    {
        var tokens = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var number = tokens.Length > 1 && char.IsAsciiDigit(tokens[^1][0]);
        return await Weigh(said, string.Join(' ', number ? tokens[..^1] : tokens), number ? tokens[^1] : "", cancellation);
    }

    private async Task<Reply> Weigh(Request request, string typed, string weight, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.StewardOf(request, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        var all = await partners.All(seat.Id, cancellation);
        var found = all.Cast<(string Id, Partner State)?>().FirstOrDefault(p => p!.Value.Id == typed) ?? await partners.Named(seat.Id, typed, cancellation);
        var read = Read(weight);
        if (found is not var (id, partner) || read is not { } weighs)
        {
            var form = Form(seat.Id, all, found?.Id ?? typed, weight);
            if (typed.Length == 0 && weight.Length == 0)
            {
                return seat.Answer(new Reply.Open(form));
            }

            var errors = new Dictionary<string, Text>();
            if (found is null)
            {
                errors["partner"] = Text.Say("partner.weight.unknown");
            }

            if (read is null)
            {
                errors["weight"] = Text.Say("partner.weight.wrong");
            }

            return seat.Answer(new Reply.Correct(form, errors));
        }

        var written = weighs == Weight.One ? null : weighs.ToString();
        var weighed = await change.Run(
            Kinds.Partner,
            Kinds.PartnerKey(seat.Id, id),
            request,
            current => current is null || current.State.Weight == written ? new Verdict<Partner>.Leave() : current with { State = current.State with { Weight = written } },
            cancellation);
        return seat.Answer(weighed.Refusal?.ToReply() ?? Reply.Say(Text.Say("partner.weight.done", ("partner", new Text.Strong(partner.Name)), ("weight", WeightWords.Number(weighs)))));
    }
}
