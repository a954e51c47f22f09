// What the client needs of Polly, which Debian doesn't package: the types of its retry hook, which nobody sets here.

using System;
using System.Threading.Tasks;

namespace Polly
{
    public interface ISyncPolicy<TResult>
    {
    }

    public interface IAsyncPolicy<TResult>
    {
        Task<PolicyResult<TResult>> ExecuteAndCaptureAsync(Func<Task<TResult>> action);
    }

    public enum OutcomeType
    {
        Successful,
        Failure,
    }

    public class PolicyResult<TResult>
    {
        public OutcomeType Outcome { get; set; }

        public TResult Result { get; set; }

        public Exception FinalException { get; set; }
    }
}
