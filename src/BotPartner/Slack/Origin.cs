using BotPartner.Core.Chat;

namespace BotPartner.Slack;

/// <summary>Where a request came from, as far as its answer must know.</summary>
/// <param name="Person">Who gets the answer.</param>
/// <param name="Place">Where it was done.</param>
public sealed record Origin(Person Person, Place Place)
{
    /// <summary>The thread it was done in.</summary>
    public string? Thread { get; init; }

    /// <summary>Where an answer may be posted for half an hour, as the request says.</summary>
    public string? ResponseUrl { get; init; }

    /// <summary>Opens one view within three seconds.</summary>
    public string? TriggerId { get; init; }

    /// <summary>Done with a shortcut, in a conversation that the bot may not be in: answered in a dialog, else where nobody else reads it.</summary>
    public bool Shortcut { get; init; }

    /// <summary>Nobody in particular acted: the answer is for the whole place.</summary>
    public bool Aloud { get; init; }

    /// <summary>The organisation, if it installed the app for all its workspaces.</summary>
    public string? Enterprise { get; init; }

    /// <summary>The view it was done in; the app's home is none.</summary>
    public string? View { get; init; }

    /// <summary>Done in the app's home, or in a view that was opened from there: the home may say something else afterwards.</summary>
    public bool Home { get; init; }
}
