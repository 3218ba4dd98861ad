using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Tensions;

/// <summary>Asks in a direct conversation which of somebody's partnerships they mean: nobody is sent into a channel with a grievance.</summary>
public sealed class WhichPartnership(Change change, Roster roster)
{
    private const int Most = 6;
    private const int MostLetters = 30;

    /// <summary>The question, with a button for each; null where it does not arise.</summary>
    /// <param name="request">What they asked for.</param>
    /// <param name="button">What leads on in a partnership.</param>
    /// <param name="typed">What they wrote: given back to them.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Reply?> Ask(Request request, Func<string, Button> button, string typed, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(button);
        ArgumentNullException.ThrowIfNull(typed);
        if (request is not Request.Said { Place.Kind: PlaceKind.Personal }
            || await change.Load(Kinds.Person, Kinds.PersonKey(request.Person), cancellation) is not { State.Partnerships: [_, _, ..] several })
        {
            return null;
        }

        var buttons = new List<Button>();
        foreach (var id in several.TakeLast(Most))
        {
            if (await roster.Partnership(id, cancellation) is { } partnership)
            {
                buttons.Add(button(id) with { Label = WritingForm.Fit(partnership.Name, MostLetters)! });
            }
        }

        Element[] again = typed.Length > 0 ? [new Element.Quote(typed) { By = Text.Say("tensions.which.typed") }] : [];
        return new Reply.Show(Card.Of(Text.Say("tensions.which"), [.. again, new Element.Buttons(buttons)])) { Confidential = true };
    }
}
