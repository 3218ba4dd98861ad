namespace BotPartner.Core.Chat;

/// <summary>Where platforms offer a <see cref="Route.Press"/> outside of cards. Whoever uses it carries no arguments,
/// and may be in a conversation that the bot is not in: the answer is private.</summary>
[Flags]
public enum Shortcut
{
    /// <summary>Nowhere: it is only a button.</summary>
    None = 0,

    /// <summary>From anywhere, e.g. beside the box where messages are typed.</summary>
    Global = 1,

    /// <summary>From the menu of any message; then <see cref="Request.Pressed.About"/> says which.</summary>
    Message = 2,
}
