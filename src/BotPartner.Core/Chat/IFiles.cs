namespace BotPartner.Core.Chat;

/// <summary>Makes files again from what a link to them names.</summary>
public interface IFiles
{
    /// <summary>The file that a source names; null if there is none of its own. Whether it may be had is for the caller to know.</summary>
    Task<Reply.File?> Find(FileSource source, CancellationToken cancellation);
}
